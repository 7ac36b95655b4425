import { Component, type ReactNode } from 'react';
import { ErrorAlert } from '../components/error-alert.tsx';
import { Button } from '../components/button.tsx';
import i18next from 'i18next';
import styles from './crash-boundary.module.css';

/** Where a mistake in the window itself ends: an explanation and a way on, never a blank page. */
export class CrashBoundary extends Component<{ children: ReactNode }, { detail: string | undefined }> {
  override state: { detail: string | undefined } = { detail: undefined };

  static getDerivedStateFromError(error: unknown): { detail: string } {
    return { detail: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' };
  }

  override render(): ReactNode {
    const { detail } = this.state;
    if (detail === undefined) return this.props.children;
    const actions = (
      <Button size="small" tone="primary" onClick={() => window.location.reload()}>
        {i18next.t('error.reload')}
      </Button>
    );
    return (
      <main className={styles['crash']}>
        <ErrorAlert error={{ code: 'internal', params: {}, retryable: false, detail }} actions={actions} />
      </main>
    );
  }
}
