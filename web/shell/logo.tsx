/** The boards of a wooden floor. */
import styles from './logo.module.css'

export const Logo = () => (
  <svg className={styles['logo']} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <path d="M3 5h26v5H3zM3 13.5h11v5H3zM17.5 13.5H29v5H17.5zM3 22h26v5H3z" />
  </svg>
)
