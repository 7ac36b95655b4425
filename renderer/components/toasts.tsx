import { Toast } from '@base-ui/react/toast';
import type { ReactNode } from 'react';
import styles from './toasts.module.css';

/** Small news at the edge of the window; read out politely. */
export function Toasts({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider timeout={5000}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className={styles['viewport'] ?? ''}>
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={styles['toast'] ?? ''}>
      <Toast.Title render={<p />} />
    </Toast.Root>
  ));
}

/** Says something in passing. */
export function useToast(): (text: string) => void {
  const { add } = Toast.useToastManager();
  return (text) => void add({ title: text });
}
