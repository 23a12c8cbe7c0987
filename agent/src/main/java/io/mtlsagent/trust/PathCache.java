package io.mtlsagent.trust;

import io.mtlsagent.policy.Role;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Paths that were found valid, by what the peer sent and its role; the least recently used one goes
 * first. What can change with time (dates, revocation) is asked again of a remembered path.
 */
final class PathCache {

  private final Map<Key, CertificatePath> paths;

  PathCache(int capacity) {
    this.paths =
        new LinkedHashMap<Key, CertificatePath>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Key, CertificatePath> eldest) {
            return size() > capacity;
          }
        };
  }

  /** What a peer sent, and as what. */
  static final class Key {

    private final List<X509Certificate> chain;
    private final Role peer;
    private final int hash;

    Key(List<X509Certificate> chain, Role peer) {
      this.chain = chain;
      this.peer = peer;
      this.hash = chain.hashCode() * 31 + peer.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key
          && ((Key) other).hash == hash
          && ((Key) other).peer == peer
          && ((Key) other).chain.equals(chain);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  synchronized @Nullable CertificatePath find(Key key) {
    return paths.get(key);
  }

  synchronized void remember(Key key, CertificatePath path) {
    paths.put(key, path);
  }

  synchronized int size() {
    return paths.size();
  }
}
