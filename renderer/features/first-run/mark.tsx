import { useId } from 'react';

/** The app's mark: a database cylinder brought home by an arrow. */
export function Mark({ className }: { className?: string | undefined }) {
  const maskId = useId();
  return (
    <svg className={className} viewBox="0 0 16 16" width="56" height="56" aria-hidden>
      <mask id={maskId} maskUnits="userSpaceOnUse" x="0" y="0" width="16" height="16">
        <rect width="16" height="16" fill="#fff" />
        <path d="M0 6.4 C1 8.4 4 9 6.5 9 S12 8.4 13 6.4" fill="none" stroke="#000" />
        <path d="M3.4 11 L7.6 6.8 H16 V16 H8.4 Z" fill="#000" />
      </mask>
      <rect width="16" height="16" rx="3.5" fill="var(--accent)" />
      <g mask={`url(#${maskId})`} fill="var(--on-accent)">
        <path d="M2 4 V12.4 C2 13.6 4 14.4 6.5 14.4 S11 13.6 11 12.4 V4 Z" opacity="0.85" />
        <ellipse cx="6.5" cy="4" rx="4.5" ry="2.2" />
      </g>
      <g fill="var(--accent-fill)">
        <path d="M12 4 H14 V9 Q14 12 11 12 H8 V10 H11 Q12 10 12 9 Z" />
        <path d="M5 11 L8.6 7.4 V14.6 Z" />
      </g>
    </svg>
  );
}
