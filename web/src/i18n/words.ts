/** Every language has every key: the type of one catalogue is the English one's, with any text in place of the English. */
export type Words<T> = { readonly [K in keyof T]: T[K] extends string ? string : Words<T[K]> };
