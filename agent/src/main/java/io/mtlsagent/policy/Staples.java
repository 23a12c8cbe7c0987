package io.mtlsagent.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The OCSP responses that a server sent along with its certificates (RFC 6066, RFC 8446). */
public final class Staples {

  private static final int MAX_RESPONSES = 10;

  private static final Staples NOT_ASKED = new Staples(false, Collections.<byte[]>emptyList());

  private final boolean asked;
  private final List<byte[]> responses;

  private Staples(boolean asked, List<byte[]> responses) {
    this.asked = asked;
    this.responses = responses;
  }

  /** The server was not asked for any, or the TLS stack does not tell. */
  public static Staples notAsked() {
    return NOT_ASKED;
  }

  /**
   * What came of asking.
   *
   * @param responses in DER; empty ones stand for certificates without one
   */
  public static Staples of(List<byte[]> responses) {
    List<byte[]> present = new ArrayList<>(responses.size());
    for (byte[] response : responses) {
      if (response.length > 0 && present.size() < MAX_RESPONSES) {
        present.add(response);
      }
    }
    return new Staples(true, present);
  }

  /** Whether the server knew that we wanted a response. */
  public boolean wereAsked() {
    return asked;
  }

  /** The responses, of whatever certificates. */
  public List<byte[]> responses() {
    return responses;
  }
}
