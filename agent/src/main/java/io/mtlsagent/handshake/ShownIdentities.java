package io.mtlsagent.handshake;

import io.mtlsagent.identity.Identity;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The identities that handshakes under way may have chosen, by the aliases that JSSE knows. */
public final class ShownIdentities {

  private static final String PREFIX = "mtls-agent-";

  /** More reloads than can happen while one handshake runs. */
  private static final int REMEMBERED = 16;

  private final Deque<Shown> newestFirst = new ArrayDeque<>();
  private long generation;

  private static final class Shown {
    final String alias;
    final Identity identity;

    Shown(String alias, Identity identity) {
      this.alias = alias;
      this.identity = identity;
    }
  }

  /** The alias of an identity, from now on. */
  synchronized String aliasOf(Identity identity) {
    for (Shown shown : newestFirst) {
      if (shown.identity == identity) {
        return shown.alias;
      }
    }
    Shown added = new Shown(PREFIX + ++generation, identity);
    newestFirst.addFirst(added);
    if (newestFirst.size() > REMEMBERED) {
      newestFirst.removeLast();
    }
    return added.alias;
  }

  /** The identity of one of our aliases; null for an alias of the application. */
  synchronized @Nullable Identity byAlias(@Nullable String alias) {
    if (alias == null || !alias.startsWith(PREFIX)) {
      return null;
    }
    for (Shown shown : newestFirst) {
      if (shown.alias.equals(alias)) {
        return shown.identity;
      }
    }
    return null;
  }
}
