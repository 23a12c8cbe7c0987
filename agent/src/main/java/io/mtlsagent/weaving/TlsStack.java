package io.mtlsagent.weaving;

import java.util.List;

/** A TLS stack, or a server that knows what its engines are connected to: one file for each. */
interface TlsStack {

  /** The name in the audit log and in diagnostics. */
  String name();

  /** The classes into which the agent's calls are put. */
  List<WovenClass> classes();

  /** What its classes are woven for. */
  Purpose purpose();

  /** Why classes are woven, and what becomes of one that cannot be. */
  enum Purpose {
    /**
     * Connections are judged there, and would escape: the class is kept from loading, in every mode
     * that refuses.
     */
    COVER,
    /** To learn the addresses of engines: the class is left as it is. */
    ADDRESSES,
    /** To add something to handshakes that go on without it: the class is left as it is. */
    ADDITION,
    /**
     * To notice stacks that are not covered, or to lead an application away from one: the class is
     * left as it is.
     */
    NOTICE
  }
}
