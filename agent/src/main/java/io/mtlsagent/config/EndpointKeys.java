package io.mtlsagent.config;

import static io.mtlsagent.config.Key.optional;
import static io.mtlsagent.config.Key.withDefault;

import io.mtlsagent.policy.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/**
 * The keys of named endpoints, by their names after {@code endpoint.NAME.}: those that only an
 * endpoint has, and those of the top level that it may set otherwise.
 */
final class EndpointKeys {

  /** What the names of all of them begin with. */
  static final String PREFIX = "endpoint.";

  static final Key<Role> ROLE =
      optional(
          "role",
          new EnumParser<>(Role.values()),
          "`server` with `ports`, `client` with `hosts`, else both",
          "Whether the rule is for connections that we accept (`server`) or open (`client`).");

  static final Key<BitSet> PORTS =
      optional(
          "ports",
          new PortsParser(),
          "those in scope at the top level",
          "Local ports of the rule. They are in scope although `server.ports` lacks them;"
              + " `server.exclude-ports` goes before.");

  static final Key<List<HostPattern>> HOSTS =
      optional(
          "hosts",
          new HostsParser(),
          "those in scope at the top level",
          "Outbound targets of the rule. They are in scope although `client.hosts` lacks them;"
              + " `client.exclude-hosts` goes before.");

  static final Key<List<String>> SNI =
      optional(
          "sni",
          new ServerNamesParser(),
          "any or none",
          "Server names (RFC 6066) of the rule, globs such as `*.example.com`: those that a client"
              + " asks for, or that we ask for as a client.");

  static final Key<Integer> PRIORITY =
      withDefault(
          "priority",
          new CountParser(0, 1_000_000),
          "0",
          "Of several rules that match, the one with the highest priority holds, then the first by"
              + " name. The top level comes last.");

  private static final List<String> INHERITED =
      Collections.unmodifiableList(
          Arrays.asList(
              "mode", "identity.", "trust.", "revocation", "peers.", "servers.", "user."));

  private EndpointKeys() {}

  /** The keys that only an endpoint has. */
  static List<Key<?>> own() {
    return Arrays.<Key<?>>asList(ROLE, PORTS, HOSTS, SNI, PRIORITY);
  }

  /** All keys that may follow {@code endpoint.NAME.}. */
  static List<Key<?>> all() {
    List<Key<?>> keys = new ArrayList<>(own());
    for (Key<?> key : Keys.all()) {
      if (isInherited(key)) {
        keys.add(key);
      }
    }
    return keys;
  }

  private static boolean isInherited(Key<?> key) {
    if (key == Keys.CLIENT_VERIFY_HOSTNAME) {
      return true;
    }
    for (String beginning : INHERITED) {
      boolean whole = !beginning.endsWith(".") && !beginning.equals("revocation");
      if (whole ? key.name().equals(beginning) : key.name().startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }
}
