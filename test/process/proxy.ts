import { once } from "node:events";
import type { NetConnectOpts, Socket } from "node:net";
import { connect, createServer } from "node:net";

/** Stands between a process and its server, and can fall silent as a broken network does: nobody is told. */
export class Proxy {
  readonly #sockets = new Set<Socket>();
  #isSilent = false;
  readonly #target: NetConnectOpts;
  readonly #server = createServer((socket) => this.#take(socket));

  constructor(target: NetConnectOpts) {
    this.#target = target;
  }

  /** The port on 127.0.0.1 that it listens on. */
  async open(): Promise<number> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("The proxy has no port");
    return address.port;
  }

  /** Connections stay open, and nothing goes through them any more, in either direction. */
  silence(): void {
    this.#isSilent = true;
    for (const socket of this.#sockets) socket.unpipe().pause();
  }

  /** New connections work; those that were swallowed stay so. */
  heal(): void {
    this.#isSilent = false;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, "close");
  }

  #take(client: Socket): void {
    this.#keep(client);
    if (this.#isSilent) return void client.pause();
    const server = connect(this.#target);
    this.#keep(server);
    client.pipe(server).pipe(client);
    client.once("close", () => server.destroy());
    server.once("close", () => client.destroy());
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on("error", () => {});
    socket.once("close", () => this.#sockets.delete(socket));
  }
}
