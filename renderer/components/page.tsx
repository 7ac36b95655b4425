import type { ComponentProps, ReactNode } from 'react';
import styles from './page.module.css';

/** A page is a title, one line of context, then the thing itself. */
export function Page({ title, context, children }: { title: string; context: string; children: ReactNode }) {
  return (
    <div className={styles['page']}>
      <header>
        <h1 className={styles['title']}>{title}</h1>
        <p className={styles['context']}>{context}</p>
      </header>
      {children}
    </div>
  );
}

/** The class of a card, beside a component's own. */
export function cardClass(own: string | undefined): string {
  return `${styles['card'] ?? ''} ${own ?? ''}`;
}

export function Card({ className, ...rest }: ComponentProps<'section'>) {
  return <section className={cardClass(className)} {...rest} />;
}
