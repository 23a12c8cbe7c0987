package io.mtlsagent.config;

import org.jspecify.annotations.Nullable;

/** A written name of an endpoint's key taken apart: {@code endpoint.admin.mode}. */
final class EndpointName {

  private final String endpoint;
  private final String key;

  private EndpointName(String endpoint, String key) {
    this.endpoint = endpoint;
    this.key = key;
  }

  /** Null where the text does not begin as the name of an endpoint's key does. */
  static @Nullable EndpointName of(String written) {
    if (!written.startsWith(EndpointKeys.PREFIX)) {
      return null;
    }
    int begin = EndpointKeys.PREFIX.length();
    int dot = written.indexOf('.', begin);
    return dot < 0
        ? new EndpointName(written.substring(begin), "")
        : new EndpointName(written.substring(begin, dot), written.substring(dot + 1));
  }

  /** The name of the endpoint, as it was written. */
  String endpoint() {
    return endpoint;
  }

  /** What follows it; empty where nothing does. */
  String key() {
    return key;
  }

  /**
   * Whether the endpoint's name consists of letters, digits, {@code -} and {@code _}, and is not
   * the name that the top level has in the audit log.
   */
  boolean isWellFormed() {
    if (endpoint.isEmpty() || endpoint.equals(EndpointSettings.TOP_LEVEL)) {
      return false;
    }
    for (int i = 0; i < endpoint.length(); i++) {
      char character = endpoint.charAt(i);
      boolean letter =
          (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
      if (!letter && !(character >= '0' && character <= '9') && "-_".indexOf(character) < 0) {
        return false;
      }
    }
    return true;
  }
}
