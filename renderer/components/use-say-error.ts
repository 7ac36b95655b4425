import { errorData } from '../bridge.ts';
import { explain } from './explain-error.ts';
import { useToast } from './toasts.tsx';

/** Tells in passing what went wrong, where nothing on the screen could stand for it. */
export function useSayError(): (error: Error) => void {
  const say = useToast();
  return (error) => {
    const { what, next } = explain(errorData(error));
    say(`${what} ${next}`);
  };
}
