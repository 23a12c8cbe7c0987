package io.mtlsagent.revocation.fetch;

import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Remembers where certificates say that their status can be had, as long as they are in use. Java
 * 17 throws and catches an exception inside when it is asked for an extension that is missing: that
 * took an eighth of a resumed handshake. Safe for use by several threads.
 */
public final class NamedAddresses {

  private final Map<X509Certificate, List<List<HttpAddress>>> lists =
      Collections.synchronizedMap(new WeakHashMap<X509Certificate, List<List<HttpAddress>>>());
  private final Map<X509Certificate, List<List<HttpAddress>>> deltas =
      Collections.synchronizedMap(new WeakHashMap<X509Certificate, List<List<HttpAddress>>>());
  private final Map<X509Certificate, List<HttpAddress>> responders =
      Collections.synchronizedMap(new WeakHashMap<X509Certificate, List<HttpAddress>>());

  /** As {@link StatusAddresses#ofLists}; not to be changed. */
  List<List<HttpAddress>> ofLists(X509Certificate certificate) {
    List<List<HttpAddress>> known = lists.get(certificate);
    if (known == null) {
      known = StatusAddresses.ofLists(certificate);
      lists.put(certificate, known);
    }
    return known;
  }

  /** As {@link StatusAddresses#ofDeltas(X509Certificate)}; not to be changed. */
  List<List<HttpAddress>> ofDeltas(X509Certificate certificate) {
    List<List<HttpAddress>> known = deltas.get(certificate);
    if (known == null) {
      known = StatusAddresses.ofDeltas(certificate);
      deltas.put(certificate, known);
    }
    return known;
  }

  /** As {@link StatusAddresses#ofResponders}; not to be changed. */
  public List<HttpAddress> ofResponders(X509Certificate certificate) {
    List<HttpAddress> known = responders.get(certificate);
    if (known == null) {
      known = StatusAddresses.ofResponders(certificate);
      responders.put(certificate, known);
    }
    return known;
  }
}
