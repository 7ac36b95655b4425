import path from 'node:path';
import { AppError, isAppError, type ErrorCode } from '#shared/errors.ts';

const CODE_OF_ERRNO: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'diskFull',
  EDQUOT: 'diskFull',
  EFBIG: 'fileTooLarge',
  EACCES: 'noPermission',
  EPERM: 'noPermission',
  EROFS: 'noPermission',
  ENOENT: 'folderMissing',
  ENOTDIR: 'folderMissing',
  EEXIST: 'fileExists',
  // O_NOFOLLOW on a symbolic link: something else has this name.
  ELOOP: 'fileExists',
};

/** The `code` of a Node error, empty where it has none. */
export function errnoOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/**
 * The AppError for a failed file operation. One that already is an AppError stays itself; what no file operation throws
 * is a fault of ours and becomes `internal`.
 * @param file the path that was worked on; its name and folder go into the sentence on screen.
 */
export function fileError(error: unknown, file: string): AppError {
  if (isAppError(error)) return error;
  const errno = errnoOf(error);
  if (errno === '') return new AppError('internal', { cause: error });
  const params = { name: path.basename(file), folder: path.dirname(file) };
  return new AppError(CODE_OF_ERRNO[errno] ?? 'fileFailed', { params, detail: errno, cause: error });
}

export function fileExists(file: string): AppError {
  return new AppError('fileExists', { params: { name: path.basename(file), folder: path.dirname(file) } });
}
