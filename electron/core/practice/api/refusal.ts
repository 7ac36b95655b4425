/** A business error: HTTP 200 with this RetCode and Message. */
export class ApiRefusal extends Error {
  readonly retCode: number;

  constructor(retCode: number, message: string) {
    super(message);
    this.name = 'ApiRefusal';
    this.retCode = retCode;
  }
}

export function missingParameter(name: string): ApiRefusal {
  return new ApiRefusal(220, `Missing params [${name}]`);
}

export function parameterNotAvailable(name: string): ApiRefusal {
  return new ApiRefusal(230, `Params [${name}] not available`);
}
