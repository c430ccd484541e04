/** Makes what a contract is about, new and empty; `close` ends what runs behind it. */
export type Make<T> = () => Promise<{ readonly it: T; close(): Promise<void> }>;
