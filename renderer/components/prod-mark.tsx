import styles from './prod-mark.module.css';

/** The word that marks production. A word, not only a colour, and the same in every language. */
export function ProdMark() {
  return <span className={styles['prod']}>PROD</span>;
}
