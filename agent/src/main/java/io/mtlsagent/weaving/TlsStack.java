package io.mtlsagent.weaving;

import java.util.List;

/** A TLS stack, or a server that knows what its engines are connected to: one file for each. */
interface TlsStack {

  /** The name in the audit log and in diagnostics. */
  String name();

  /** The classes into which the agent's calls are put. */
  List<WovenClass> classes();

  /**
   * Whether connections would escape if the classes could not be woven. If so, they are kept from
   * loading then, in every mode that refuses.
   */
  boolean isEnforcing();
}
