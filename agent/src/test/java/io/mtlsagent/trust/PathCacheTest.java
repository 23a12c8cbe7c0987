package io.mtlsagent.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.policy.Role;
import io.mtlsagent.testing.Pki;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PathCacheTest {

  private static final Pki ZOO = Pki.root("zoo");

  @Test
  void thePathThatWasUsedLastGoesLast() {
    PathCache cache = new PathCache(2);
    List<X509Certificate> alice = chain("alice");
    List<X509Certificate> bob = chain("bob");
    List<X509Certificate> carol = chain("carol");
    remember(cache, alice);
    remember(cache, bob);
    assertThat(find(cache, alice)).isNotNull();

    remember(cache, carol);

    assertThat(cache.size()).isEqualTo(2);
    assertThat(find(cache, alice)).isNotNull();
    assertThat(find(cache, bob)).isNull();
    assertThat(find(cache, carol)).isNotNull();
  }

  @Test
  void strangersWithoutEndTakeNoMoreThanItsCapacity() {
    PathCache cache = new PathCache(8);
    List<X509Certificate> leaf = chain("alice");
    for (int i = 1; i <= 100; i++) {
      remember(cache, repeated(leaf.get(0), i));
      assertThat(cache.size()).isEqualTo(Math.min(i, 8));
    }
  }

  @Test
  void aPathIsFoundByTheWholeChainAndTheRoleOfWhoSentIt() {
    PathCache cache = new PathCache(8);
    List<X509Certificate> alice = chain("alice");
    remember(cache, alice);

    assertThat(find(cache, List.copyOf(alice))).isNotNull();
    assertThat(find(cache, repeated(alice.get(0), 2))).isNull();
    assertThat(cache.find(new PathCache.Key(alice, Role.SERVER))).isNull();
  }

  private static List<X509Certificate> chain(String name) {
    return List.of(ZOO.client(name).certificate());
  }

  private static List<X509Certificate> repeated(X509Certificate certificate, int times) {
    return Collections.nCopies(times, certificate);
  }

  private static void remember(PathCache cache, List<X509Certificate> chain) {
    cache.remember(new PathCache.Key(chain, Role.CLIENT), new CertificatePath(chain.subList(0, 1)));
  }

  private static @Nullable CertificatePath find(PathCache cache, List<X509Certificate> chain) {
    return cache.find(new PathCache.Key(chain, Role.CLIENT));
  }
}
