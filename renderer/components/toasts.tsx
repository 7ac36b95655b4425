import { Toast } from '@base-ui/react/toast';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
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
      {toast.actionProps !== undefined && <Toast.Action render={<Button size="small" />} />}
    </Toast.Root>
  ));
}

/** Says something in passing; with an action for as long as it can be seen. */
export function useToast(): (text: string, action?: { label: string; onClick: () => void; forMs: number }) => void {
  const { add, close } = Toast.useToastManager();
  return (text, action) => {
    if (action === undefined) {
      add({ title: text });
      return;
    }
    const onClick = (): void => {
      close(id);
      action.onClick();
    };
    const id = add({ title: text, timeout: action.forMs, actionProps: { children: action.label, onClick } });
  };
}
