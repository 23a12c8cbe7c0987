package io.mtlsagent.revocation;

import io.mtlsagent.der.DerReader;
import io.mtlsagent.der.MalformedDerException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.security.auth.x500.X500Principal;

/** Collects the entries of a list while it is read (RFC 5280, section 5.3). */
final class CrlEntries {

  static final int REMOVE_FROM_CRL = 8;

  private static final int HIGHEST_REASON = 10;
  private static final int UNUSED_REASON = 7;

  private final boolean extensible;
  private final X500Principal listIssuer;
  private final SerialIndexBuilder own = new SerialIndexBuilder();

  /** Apart from our own: hashing a name loads the tables of Unicode, some 15 ms in a new JVM. */
  private final Map<X500Principal, SerialIndexBuilder> byOtherIssuer = new LinkedHashMap<>();

  private SerialIndexBuilder current = own;
  private boolean hasRemovals;
  private int count;

  CrlEntries(X500Principal listIssuer, boolean extensible) {
    this.listIssuer = listIssuer;
    this.extensible = extensible;
  }

  private SerialIndexBuilder builderOf(X500Principal issuer) {
    if (issuer.equals(listIssuer)) {
      return own;
    }
    SerialIndexBuilder builder = byOtherIssuer.get(issuer);
    if (builder == null) {
      builder = new SerialIndexBuilder();
      byOtherIssuer.put(issuer, builder);
    }
    return builder;
  }

  /**
   * Adds an entry.
   *
   * @param bytes what the reader reads from
   * @param start where in the list the first entry starts
   * @param here where in the list this entry ends
   * @param end where in the list the last entry ends
   */
  void add(byte[] bytes, DerReader element, long start, long here, long end)
      throws MalformedDerException, CrlRefusedException {
    DerReader entry = element.enter(DerReader.SEQUENCE);
    int length = entry.header(DerReader.INTEGER);
    int offset = entry.position();
    entry.advance(length);
    long date = entry.time();
    int reason = 0;
    if (entry.hasMore()) {
      if (!extensible) {
        throw new MalformedDerException("an entry of a list of version 1 has extensions");
      }
      reason = extensions(entry.enter(DerReader.SEQUENCE));
      entry.finish();
    }
    count++;
    long perEntry = Math.max(1, (here - start) / count);
    current.add(bytes, offset, length, date, reason, (end - here) / perEntry);
  }

  private int extensions(DerReader extensions) throws MalformedDerException, CrlRefusedException {
    int reason = 0;
    while (extensions.hasMore()) {
      DerReader extension = extensions.enter(DerReader.SEQUENCE);
      String oid = extension.oid();
      boolean critical = extension.nextIs(DerReader.BOOLEAN) && extension.bool();
      DerReader value = extension.enter(DerReader.OCTET_STRING);
      extension.finish();
      switch (oid) {
        case "2.5.29.21":
          reason = reason(value);
          break;
        case "2.5.29.29":
          current = builderOf(directoryName(value));
          break;
        case "2.5.29.24":
        case "2.5.29.23":
          break;
        default:
          if (critical) {
            throw new CrlRefusedException(
                "an entry holds the critical extension " + oid + ", which is not known");
          }
      }
    }
    return reason;
  }

  private int reason(DerReader value) throws MalformedDerException {
    int reason = value.integer(DerReader.ENUMERATED).intValue();
    value.finish();
    if (reason < 0 || reason > HIGHEST_REASON || reason == UNUSED_REASON) {
      throw new MalformedDerException("an entry gives a reason that does not exist");
    }
    hasRemovals |= reason == REMOVE_FROM_CRL;
    return reason;
  }

  /** The one directory name of a GeneralNames. */
  private static X500Principal directoryName(DerReader value)
      throws MalformedDerException, CrlRefusedException {
    DerReader names = value.enter(DerReader.SEQUENCE);
    if (!names.nextIs(DerReader.CONTEXT_CONSTRUCTED + 4)) {
      throw new CrlRefusedException("an entry names its issuer by something else than its DN");
    }
    DerReader name = names.enter(DerReader.CONTEXT_CONSTRUCTED + 4);
    names.finish();
    return CrlReader.principal(name.element());
  }

  /** Puts the indexes into the parts; checks what can only be told at the end. */
  void build(CertificateRevocationList.Parts parts) throws CrlRefusedException {
    if (!byOtherIssuer.isEmpty() && !parts.scope.isIndirect()) {
      throw new CrlRefusedException(
          "it lists certificates of other issuers without being an indirect list");
    }
    if (hasRemovals && parts.baseNumber == null) {
      throw new CrlRefusedException("it says removeFromCRL without being a delta list");
    }
    parts.ownEntries = own.build();
    for (SerialIndexBuilder builder : byOtherIssuer.values()) {
      parts.otherEntries.add(builder.build());
    }
  }
}
