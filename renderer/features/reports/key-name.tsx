import styles from './reports.module.css';

/** A key or the beginning of one: data, in whatever script and of whatever length it is. */
export function KeyName({ text }: { text: string }) {
  return (
    <code className={styles['keyName']} title={text}>
      <bdi>{text}</bdi>
    </code>
  );
}
