package io.mtlsagent.runtime;

import io.mtlsagent.audit.AuditLog;
import java.util.HashMap;
import java.util.Map;

/** Looks at the revocation lists of all endpoints. For one thread. */
final class RevocationWatch {

  private final InForce inForce;
  private final AuditLog audit;
  private final StandardErrorLog log;
  private Map<RevocationData, ListsWatch> watches = new HashMap<>();

  RevocationWatch(InForce inForce, AuditLog audit, StandardErrorLog log) {
    this.inForce = inForce;
    this.audit = audit;
    this.log = log;
  }

  /** Never throws. */
  void look() {
    Map<RevocationData, ListsWatch> present = new HashMap<>();
    for (RevocationData data : inForce.generation().revocation()) {
      ListsWatch known = watches.get(data);
      ListsWatch watch = known == null ? new ListsWatch(data, audit, log) : known;
      watch.look();
      present.put(data, watch);
    }
    watches = present; // those of replaced configurations are forgotten
  }
}
