/** Settings of the doors: what `src/config.ts` reads and the composition root hands down. */
export interface Access {
  readonly oidc: OidcProvider | undefined;
  /** How many proxies in front of us set X-Forwarded-For. */
  readonly proxies: number;
  /** Origins, beside our own, whose pages may read the API with a token. */
  readonly origins: readonly string[];
  readonly hooks: HookRates;
}

/** Deliveries in a minute that one process takes; Infinity for as many as come. */
export interface HookRates {
  readonly perAddress: number;
  readonly perSource: number;
  readonly inAll: number;
}

interface OidcProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly name: string;
}
