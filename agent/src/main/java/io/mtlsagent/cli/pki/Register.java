package io.mtlsagent.cli.pki;

import java.math.BigInteger;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The certificates that were issued, as lines of plain text: serial number in hexadecimal, issuer,
 * end of validity, time and reason of revocation (or dashes), name and subject, with tabs between.
 */
final class Register {

  private static final String HEADING =
      "# serial\tissuer\tnot after\trevoked at\treason\tname\tsubject";

  private final List<Entry> entries = new ArrayList<>();

  /** One certificate. */
  static final class Entry {
    private final BigInteger serial;
    private final String issuer;
    private final Instant notAfter;
    private final String name;
    private final String subject;
    private final @Nullable Instant revokedAt;
    private final RevocationReason reason;

    Entry(
        BigInteger serial,
        String issuer,
        Instant notAfter,
        String name,
        String subject,
        @Nullable Instant revokedAt,
        RevocationReason reason) {
      this.serial = serial;
      this.issuer = issuer;
      this.notAfter = notAfter;
      this.name = name;
      this.subject = subject;
      this.revokedAt = revokedAt;
      this.reason = reason;
    }

    Entry revoked(Instant at, RevocationReason why) {
      return new Entry(serial, issuer, notAfter, name, subject, at, why);
    }

    BigInteger serial() {
      return serial;
    }

    /** The base of the file names of its issuer. */
    String issuer() {
      return issuer;
    }

    String name() {
      return name;
    }

    boolean isRevoked() {
      return revokedAt != null;
    }

    /** When it was revoked; only for one that is. */
    Instant revokedAt() {
      if (revokedAt == null) {
        throw new IllegalStateException("not revoked");
      }
      return revokedAt;
    }

    RevocationReason reason() {
      return reason;
    }

    String line() {
      return String.join(
          "\t",
          hex(serial),
          issuer,
          notAfter.toString(),
          revokedAt == null ? "-" : revokedAt.toString(),
          revokedAt == null ? "-" : reason.toString(),
          name,
          // A tab or a line break cannot be part of a line.
          subject.replaceAll("\\s", " "));
    }

    static Entry parse(String line) throws MalformedLineException {
      String[] parts = line.split("\t", 7);
      if (parts.length < 7) {
        throw new MalformedLineException("a line has fewer than seven parts: " + line);
      }
      try {
        boolean revoked = !parts[3].equals("-");
        return new Entry(
            new BigInteger(parts[0], 16),
            parts[1],
            Instant.parse(parts[2]),
            parts[5],
            parts[6],
            revoked ? Instant.parse(parts[3]) : null,
            revoked ? RevocationReason.of(parts[4]) : RevocationReason.UNSPECIFIED);
      } catch (IllegalArgumentException | DateTimeParseException e) {
        throw new MalformedLineException("a line cannot be read: " + line);
      }
    }
  }

  static Register parse(List<String> lines) throws MalformedLineException {
    Register register = new Register();
    for (String line : lines) {
      if (!line.isEmpty() && line.charAt(0) != '#') {
        register.entries.add(Entry.parse(line));
      }
    }
    return register;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(HEADING);
    for (Entry entry : entries) {
      lines.add(entry.line());
    }
    return lines;
  }

  void add(Entry entry) {
    entries.add(entry);
  }

  /** Those of a name, revoked or not. */
  List<Entry> named(String name) {
    List<Entry> found = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.name().equals(name)) {
        found.add(entry);
      }
    }
    return found;
  }

  /** Those of a serial number: one, or none. */
  List<Entry> numbered(BigInteger serial) {
    List<Entry> found = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.serial().equals(serial)) {
        found.add(entry);
      }
    }
    return found;
  }

  /** Those that an issuer has revoked. */
  List<Entry> revokedBy(String issuer) {
    List<Entry> found = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.isRevoked() && entry.issuer().equals(issuer)) {
        found.add(entry);
      }
    }
    return found;
  }

  void replace(Entry old, Entry revoked) {
    entries.set(entries.indexOf(old), revoked);
  }

  static String hex(BigInteger serial) {
    String hex = serial.toString(16).toUpperCase(Locale.ROOT);
    return hex.length() % 2 == 0 ? hex : "0" + hex;
  }
}
