package io.mtlsagent.handshake;

import org.jspecify.annotations.Nullable;

/**
 * What a server knows of the server name that its client asks for (RFC 6066, section 3): nothing
 * before the ClientHello has arrived, then a name or that there is none.
 */
public final class RequestedName {

  private static final RequestedName NOT_KNOWN_YET = new RequestedName(false, null);
  private static final RequestedName NONE = new RequestedName(true, null);

  private final boolean known;
  private final @Nullable String name;

  private RequestedName(boolean known, @Nullable String name) {
    this.known = known;
    this.name = name;
  }

  /** The ClientHello has not arrived; on the client side, always. */
  public static RequestedName notKnownYet() {
    return NOT_KNOWN_YET;
  }

  /**
   * What a ClientHello says.
   *
   * @param name in the client's spelling; null where it names none
   */
  public static RequestedName of(@Nullable String name) {
    return name == null ? NONE : new RequestedName(true, name);
  }

  public boolean isKnown() {
    return known;
  }

  /** In the client's spelling; null where there is none, or it is not known yet. */
  public @Nullable String name() {
    return name;
  }
}
