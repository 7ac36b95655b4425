import { Combobox } from '@base-ui/react/combobox';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Check } from 'lucide-react';
import { useImperativeHandle, useRef, type ComponentProps, type Ref } from 'react';
import { OptionRow } from './option-row.tsx';
import styles from './popup.module.css';
import type { Option } from './select-field.tsx';

const ROW_PX = 30;

export interface LongListHandle {
  /** Brings an option into view that is highlighted from afar. */
  reveal: (index: number) => void;
}

export function ShortList() {
  return (
    <Combobox.List>{(option: Option) => <Item key={option.value} value={option} option={option} />}</Combobox.List>
  );
}

/** Of a long list only the rows in sight are there. */
export function LongList({ handle }: { handle: Ref<LongListHandle> }) {
  const options = Combobox.useFilteredItems<Option>();
  const scroller = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoized: no React Compiler is in use
  const virtualizer = useVirtualizer({
    count: options.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
  useImperativeHandle(handle, () => ({ reveal: (index: number) => virtualizer.scrollToIndex(index) }), [virtualizer]);
  return (
    <Combobox.List>
      <div ref={scroller} role="presentation" className={styles['scroller']}>
        <div role="presentation" className={styles['rows']} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const option = options[index];
            return option === undefined ? null : (
              <Item
                key={option.value}
                value={option}
                option={option}
                index={index}
                aria-setsize={options.length}
                aria-posinset={index + 1}
                style={{ position: 'absolute', insetInline: 0, height: ROW_PX, transform: `translateY(${start}px)` }}
              />
            );
          })}
        </div>
      </div>
    </Combobox.List>
  );
}

function Item({ option, ...item }: { option: Option } & ComponentProps<typeof Combobox.Item>) {
  return (
    <Combobox.Item {...item} className={styles['item'] ?? ''}>
      <Combobox.ItemIndicator className={styles['indicator'] ?? ''}>
        <Check size={14} aria-hidden />
      </Combobox.ItemIndicator>
      <OptionRow option={option} />
    </Combobox.Item>
  );
}
