package io.mtlsagent.audit;

import java.nio.charset.StandardCharsets;

/**
 * Puts a line into a message of RFC 5424. Facility 13 (log audit); severity 4 (warning) for {@code
 * failure}, 5 (notice) for {@code unknown}, 6 (informational) for {@code success}. The line is the
 * message as it stands, without its newline and without a byte order mark, which readers of JSON
 * refuse.
 */
final class SyslogMessage {

  private static final int FACILITY = 13;
  private static final int WARNING = 4;
  private static final int NOTICE = 5;
  private static final int INFORMATIONAL = 6;

  private static final String APP_NAME = "mtls-agent";
  private static final String NOTHING = "-";
  private static final int MAX_HOST_NAME = 255;
  private static final int MAX_MESSAGE_ID = 32;

  /** Before anything in a line that a certificate may have chosen. */
  private static final int HEAD_BYTES = 256;

  private final String host;
  private final String processId;

  /**
   * @param host the name of this machine; what cannot stand in a header is left out
   * @param processId {@link ProcessId#UNKNOWN} where it is not known
   */
  SyslogMessage(String host, long processId) {
    this.host = headerText(host, MAX_HOST_NAME);
    this.processId = processId == ProcessId.UNKNOWN ? NOTHING : Long.toString(processId);
  }

  /**
   * The message of a line.
   *
   * @param line as the agent writes it, with its newline
   */
  byte[] of(byte[] line) {
    String head =
        new String(line, 0, Math.min(line.length, HEAD_BYTES), StandardCharsets.ISO_8859_1);
    String action = headerText(value(head, "\"action\":\""), MAX_MESSAGE_ID);
    String header =
        "<"
            + (8 * FACILITY + severity(value(head, "\"outcome\":\"")))
            + ">1 "
            + headerText(value(head, "\"@timestamp\":\""), 32)
            + ' '
            + host
            + ' '
            + APP_NAME
            + ' '
            + processId
            + ' '
            + action
            + " - ";
    byte[] start = header.getBytes(StandardCharsets.US_ASCII);
    int length = line.length > 0 && line[line.length - 1] == '\n' ? line.length - 1 : line.length;
    byte[] message = new byte[start.length + length];
    System.arraycopy(start, 0, message, 0, start.length);
    System.arraycopy(line, 0, message, start.length, length);
    return message;
  }

  private static int severity(String outcome) {
    switch (outcome) {
      case "success":
        return INFORMATIONAL;
      case "failure":
        return WARNING;
      default:
        return NOTICE;
    }
  }

  /** The first is the agent's own: time and event stand before all else. */
  private static String value(String head, String name) {
    int start = head.indexOf(name);
    int end = start < 0 ? -1 : head.indexOf('"', start + name.length());
    return end < 0 ? "" : head.substring(start + name.length(), end);
  }

  /** Printable ASCII alone may stand in a header (RFC 5424, section 6). */
  private static String headerText(String text, int limit) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length() && plain.length() < limit; i++) {
      char c = text.charAt(i);
      if (c > ' ' && c < 0x7F) {
        plain.append(c);
      }
    }
    return plain.length() == 0 ? NOTHING : plain.toString();
  }
}
