import { Combobox } from '@base-ui/react/combobox';
import { ChevronDown } from 'lucide-react';
import { useRef } from 'react';
import { Field } from './field.tsx';
import field from './field.module.css';
import { LongList, ShortList, type LongListHandle } from './picker-list.tsx';
import styles from './popup.module.css';
import type { Option } from './select-field.tsx';

/** From so many options on, only the rows in sight are there. */
const LONG = 60;

interface PickerProps {
  label: string;
  value: string;
  options: readonly Option[];
  onChange: (value: string) => void;
  placeholder?: string;
  emptyText: string;
  error?: string | undefined;
  disabled?: boolean;
  /** Without the visible label, which then names the control for screen readers only. */
  isCompact?: boolean;
  /** For what sends the focus here. */
  inputId?: string;
}

/** A list to search in and choose from. */
export function Picker(props: PickerProps) {
  const { label, error, isCompact = false } = props;
  if (isCompact) return <PickerControl {...props} id={props.inputId} describedBy={undefined} />;
  return (
    <Field label={label} error={error}>
      {({ id, describedBy }) => <PickerControl {...props} id={id} describedBy={describedBy} />}
    </Field>
  );
}

function PickerControl(props: PickerProps & { id: string | undefined; describedBy: string | undefined }) {
  const { label, value, options, onChange, placeholder, emptyText, error, disabled = false, id, describedBy } = props;
  const longList = useRef<LongListHandle>(null);
  const isLong = options.length >= LONG;
  const chosen = options.find((option) => option.value === value) ?? null;
  return (
    <Combobox.Root<Option>
      items={options}
      virtualized={isLong}
      onItemHighlighted={(option, { reason, index }) => {
        // The pointer highlights only what is in sight.
        if (option !== undefined && reason !== 'pointer') queueMicrotask(() => longList.current?.reveal(index));
      }}
      value={chosen}
      disabled={disabled}
      autoHighlight
      itemToStringLabel={(option) => option.label}
      isItemEqualToValue={(one, other) => one.value === other.value}
      filter={matches}
      onValueChange={(next) => {
        if (next !== null) onChange(next.value);
      }}
    >
      <Combobox.InputGroup className={styles['group'] ?? ''}>
        <Combobox.Input
          {...(id === undefined ? {} : { id })}
          aria-label={label}
          aria-describedby={describedBy}
          aria-invalid={error !== undefined}
          className={field['control'] ?? ''}
          placeholder={placeholder}
          spellCheck={false}
          // What is typed searches anew; it does not go behind the name that is chosen.
          onFocus={selectAll}
          onClick={selectAll}
        />
        <Combobox.Trigger className={styles['opener'] ?? ''} tabIndex={-1} aria-label={`${label} ▾`}>
          <ChevronDown size={14} aria-hidden />
        </Combobox.Trigger>
      </Combobox.InputGroup>
      <Combobox.Portal>
        <Combobox.Positioner className={styles['positioner'] ?? ''} sideOffset={4}>
          <Combobox.Popup className={styles['popup'] ?? ''}>
            <Combobox.Empty className={styles['empty'] ?? ''}>{emptyText}</Combobox.Empty>
            {isLong ? <LongList handle={longList} /> : <ShortList />}
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}

function selectAll({ currentTarget }: { currentTarget: HTMLInputElement }): void {
  currentTarget.select();
}

/** Every word typed must stand somewhere in the name, the id or the keywords. */
function matches(option: Option, query: string): boolean {
  const text = `${option.label} ${option.hint ?? ''} ${option.keywords ?? ''}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => text.includes(word));
}
