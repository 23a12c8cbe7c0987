package io.mtlsagent.config;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Outbound targets: those that the agent looks after, or those that it may contact itself.
 *
 * <p>What is not known of a target never takes it out of scope: an unknown port counts as the one
 * that a pattern of {@code client.hosts} asks for, and an exclusion must match for certain. A name
 * is never resolved: a pattern of names does not match a target known by its address alone, nor the
 * other way round; only {@code *} matches a target of which nothing is known.
 */
public final class HostScope {

  private final List<HostPattern> included;
  private final List<HostPattern> excluded;
  private final boolean everything;

  private HostScope(List<HostPattern> included, List<HostPattern> excluded) {
    this.included = included;
    this.excluded = excluded;
    this.everything = excluded.isEmpty() && isEverythingIn(included);
  }

  /** A scope without exclusions. */
  static HostScope of(List<HostPattern> included) {
    return new HostScope(included, Collections.<HostPattern>emptyList());
  }

  static HostScope from(Values values) throws ConfigurationException {
    @Nullable List<HostPattern> excluded = values.find(Keys.CLIENT_EXCLUDE_HOSTS);
    return new HostScope(
        values.get(Keys.CLIENT_HOSTS),
        excluded == null ? Collections.<HostPattern>emptyList() : excluded);
  }

  /**
   * Whether a connection to a target is in scope.
   *
   * @param hostName the name or the literal address that the application asked for, in any
   *     spelling; null where not known
   * @param address the address connected to, 4 or 16 bytes; null where not known
   * @param port the port connected to; 0 or less where not known
   */
  public boolean includes(@Nullable String hostName, byte @Nullable [] address, int port) {
    return matches(included, hostName, address, port, /* perhaps= */ true)
        && !excludes(hostName, address, port);
  }

  /** Whether a connection to a target is certainly among the exclusions. */
  public boolean excludes(@Nullable String hostName, byte @Nullable [] address, int port) {
    return matches(excluded, hostName, address, port, /* perhaps= */ false);
  }

  /**
   * @param perhaps whether it is enough that a target might match, were all known of it
   */
  private static boolean matches(
      List<HostPattern> patterns,
      @Nullable String hostName,
      byte @Nullable [] address,
      int port,
      boolean perhaps) {
    @Nullable String name =
        hostName == null || hostName.isEmpty() ? null : HostName.normalised(hostName);
    byte @Nullable [] known = address == null ? null : IpLiteral.unmapped(address);
    byte @Nullable [] literal = name == null ? null : IpLiteral.parse(withoutBrackets(name));
    if (literal != null) {
      // The address that the application asked for is the target; the name is none.
      name = null;
      known = literal;
    }
    for (HostPattern pattern : patterns) {
      HostPattern.Match match = pattern.match(name, known, port);
      if (match == HostPattern.Match.YES || (perhaps && match == HostPattern.Match.PERHAPS)) {
        return true;
      }
    }
    return false;
  }

  /** Whether calls to any host on any port are in scope, those to public servers too. */
  public boolean includesEverything() {
    return everything;
  }

  /** Whether the exclusions certainly take out all targets that the inclusions name. */
  public boolean includesNothing() {
    return excludesAllOf(this);
  }

  /** Whether the exclusions certainly take out all targets that another scope includes. */
  public boolean excludesAllOf(HostScope other) {
    for (HostPattern pattern : other.included) {
      if (!isCovered(pattern)) {
        return false;
      }
    }
    return true;
  }

  private boolean isCovered(HostPattern pattern) {
    for (HostPattern exclusion : excluded) {
      if (exclusion.covers(pattern)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isEverythingIn(List<HostPattern> patterns) {
    for (HostPattern pattern : patterns) {
      if (pattern.isEverything()) {
        return true;
      }
    }
    return false;
  }

  /** Also drops the zone of a link-local address (RFC 4007), which names a local interface. */
  private static String withoutBrackets(String name) {
    String bare =
        name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    int zone = bare.indexOf('%');
    return zone < 0 ? bare : bare.substring(0, zone);
  }
}
