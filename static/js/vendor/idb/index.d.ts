/* The part of idb that is used here. */

export interface Transaction {
  objectStore(name: string): Store;
  readonly done: Promise<void>;
}

export interface Store {
  get(key: IDBValidKey): Promise<any>;
  getAll(): Promise<any[]>;
  getAllKeys(): Promise<IDBValidKey[]>;
  put(value: unknown, key?: IDBValidKey): Promise<IDBValidKey>;
  delete(key: IDBValidKey): Promise<void>;
  clear(): Promise<void>;
  count(): Promise<number>;
}

export interface Database {
  createObjectStore(name: string, options?: IDBObjectStoreParameters): unknown;
  readonly objectStoreNames: DOMStringList;
  transaction(names: string | string[], mode?: IDBTransactionMode): Transaction;
  get(store: string, key: IDBValidKey): Promise<any>;
  getAll(store: string): Promise<any[]>;
  put(store: string, value: unknown, key?: IDBValidKey): Promise<IDBValidKey>;
  delete(store: string, key: IDBValidKey): Promise<void>;
  clear(store: string): Promise<void>;
  count(store: string): Promise<number>;
  close(): void;
}

export function openDB(
  name: string,
  version: number | undefined,
  callbacks: {
    upgrade?(database: Database, oldVersion: number, newVersion: number | null, transaction: Transaction): void;
    blocking?(): void;
    terminated?(): void;
  },
): Promise<Database>;
