import { Menu } from '@base-ui/react/menu';
import { useTranslation } from 'react-i18next';
import { LINK_FORMS, type LinkForm, type LinkSide } from '#shared/link-forms.ts';
import { Button } from '../../components/button.tsx';
import popup from '../../components/popup.module.css';
import styles from './link-card.module.css';

/** Everything a link, or several at once, can be copied as. */
export function CopyMenu(props: {
  label: string;
  sides: readonly LinkSide[];
  disabled: boolean;
  onCopy: (which: LinkSide, form: LinkForm) => void;
}) {
  const { label, sides, disabled, onCopy } = props;
  const { t } = useTranslation();
  return (
    <Menu.Root>
      <Menu.Trigger disabled={disabled} render={<Button />}>
        {label}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={popup['positioner'] ?? ''} sideOffset={4} align="start">
          <Menu.Popup className={popup['popup'] ?? ''}>
            {sides.map((which) => (
              <Menu.Group key={which}>
                <Menu.GroupLabel className={styles['menuLabel'] ?? ''}>{t(`link.side.${which}`)}</Menu.GroupLabel>
                {LINK_FORMS.map((form) => (
                  <Menu.Item key={form} className={styles['menuItem'] ?? ''} onClick={() => onCopy(which, form)}>
                    {t(`link.form.${form}`)}
                  </Menu.Item>
                ))}
              </Menu.Group>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
