package io.mtlsagent.authorization;

import io.mtlsagent.config.AccessSettings;
import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.policy.Role;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which peers with a good certificate may connect: {@code peers.allow} and {@code peers.deny} for
 * clients, {@code servers.allow} and {@code servers.deny} for servers. Deny wins; without an allow
 * list all others may connect. Immutable.
 *
 * <p>Looks at the leaf alone; no name of any other certificate of the chain counts. A deny list
 * that speaks of a kind of name keeps out whoever has a name of that kind that cannot be read: it
 * might be the one that is meant.
 */
public final class AccessRules {

  private static final AccessRules EVERYBODY =
      new AccessRules("", null, "", Collections.<Entry>emptyList());

  private final String allowKey;
  private final @Nullable List<Entry> allow;
  private final String denyKey;
  private final List<Entry> deny;

  private AccessRules(
      String allowKey, @Nullable List<Entry> allow, String denyKey, List<Entry> deny) {
    this.allowKey = allowKey;
    this.allow = allow;
    this.denyKey = denyKey;
    this.deny = deny;
  }

  /** A pattern, and how it is written. */
  private static final class Entry {
    private final String text;
    private final PeerPattern pattern;

    Entry(String text, PeerPattern pattern) {
      this.text = text;
      this.pattern = pattern;
    }
  }

  /** No list at all. */
  public static AccessRules everybody() {
    return EVERYBODY;
  }

  /**
   * Reads the lists of an endpoint.
   *
   * @param peer whether they are lists of clients or of servers
   * @throws ConfigurationException for the first entry that means nothing, and for an allow list
   *     without any
   */
  public static AccessRules parse(AccessSettings settings, Role peer)
      throws ConfigurationException {
    String allow = settings.allow();
    String deny = settings.deny();
    return new AccessRules(
        settings.allowKey(),
        allow == null ? null : allowed(settings.file(), settings.allowKey(), allow, peer),
        settings.denyKey(),
        deny == null
            ? Collections.<Entry>emptyList()
            : entries(settings.file(), settings.denyKey(), deny, peer));
  }

  private static List<Entry> allowed(String file, String key, String text, Role peer)
      throws ConfigurationException {
    List<Entry> entries = entries(file, key, text, peer);
    if (entries.isEmpty()) {
      throw new ConfigurationException(
          file,
          key,
          "the list is empty, which could mean nobody or everybody",
          "Name at least one peer, or remove the key to let in all that have a good certificate");
    }
    return entries;
  }

  private static List<Entry> entries(String file, String key, String text, Role peer)
      throws ConfigurationException {
    List<Entry> entries = new ArrayList<>();
    try {
      for (String written : PatternText.split(text)) {
        entries.add(new Entry(written, PatternParser.parse(peer, written)));
      }
    } catch (InvalidRuleException e) {
      throw new ConfigurationException(file, key, OneLine.of(e.problem()), e.mend());
    }
    return Collections.unmodifiableList(entries);
  }

  /**
   * Whether a peer may connect.
   *
   * @param leaf the peer's own certificate
   * @param user the user that it stands for; null for a server, or where there is none
   * @throws CertificateException where the certificate cannot be read; to be taken as a refusal
   */
  public Access decide(X509Certificate leaf, @Nullable String user) throws CertificateException {
    PeerNames peer = new PeerNames(leaf, user);
    for (Entry entry : deny) {
      if (entry.pattern.touches(peer)) {
        return Access.denied(denyKey, entry.text);
      }
      if (!entry.pattern.canRead(peer)) {
        return Access.unreadable(denyKey, entry.text);
      }
    }
    if (allow == null) {
      return Access.unlisted(deny.isEmpty() ? "" : denyKey);
    }
    for (Entry entry : allow) {
      if (entry.pattern.covers(peer)) {
        return Access.allowed(allowKey, entry.text);
      }
    }
    return Access.notAllowed(allowKey, peer.describe());
  }
}
