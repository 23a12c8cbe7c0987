package io.mtlsagent.cli.pki;

import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.util.IPAddress;

/** Subject alternative names (RFC 5280, section 4.2.1.6) as users write them. */
final class AlternativeNames {

  private AlternativeNames() {}

  /**
   * The names of a certificate.
   *
   * @param texts each {@code dns:}, {@code ip:}, {@code uri:} or {@code email:} and a name, or a
   *     name alone, whose kind is then guessed
   */
  static GeneralNames parse(List<String> texts) throws PkiException {
    List<GeneralName> names = new ArrayList<>();
    for (String text : texts) {
      names.add(parse(text.trim()));
    }
    return new GeneralNames(names.toArray(new GeneralName[0]));
  }

  /** What a server on this machine needs, and its name where that looks like a host's. */
  static List<String> ofServer(String name) {
    List<String> names = new ArrayList<>();
    if (name.indexOf('.') > 0) {
      names.add("dns:" + name);
    }
    names.add("dns:localhost");
    names.add("ip:127.0.0.1");
    names.add("ip:::1");
    return names;
  }

  private static GeneralName parse(String text) throws PkiException {
    int colon = text.indexOf(':');
    String kind = colon < 0 ? "" : text.substring(0, colon);
    String name = text.substring(colon + 1);
    if (kind.equalsIgnoreCase("dns")) {
      return of(GeneralName.dNSName, name, text);
    }
    if (kind.equalsIgnoreCase("ip")) {
      return address(name, text);
    }
    if (kind.equalsIgnoreCase("uri")) {
      return of(GeneralName.uniformResourceIdentifier, name, text);
    }
    if (kind.equalsIgnoreCase("email")) {
      return of(GeneralName.rfc822Name, name, text);
    }
    return guess(text);
  }

  private static GeneralName guess(String text) throws PkiException {
    if (text.contains("://")) {
      return of(GeneralName.uniformResourceIdentifier, text, text);
    }
    if (text.indexOf('@') > 0) {
      return of(GeneralName.rfc822Name, text, text);
    }
    if (IPAddress.isValid(text)) {
      return address(text, text);
    }
    if (text.indexOf(':') >= 0) {
      throw wrong(text);
    }
    return of(GeneralName.dNSName, text, text);
  }

  private static GeneralName address(String address, String text) throws PkiException {
    if (!IPAddress.isValid(address)) {
      throw wrong(text);
    }
    return new GeneralName(GeneralName.iPAddress, address);
  }

  private static GeneralName of(int kind, String name, String text) throws PkiException {
    boolean empty = name.isEmpty();
    for (int i = 0; i < name.length(); i++) {
      // The names are IA5 strings; a blank in one is a mistake.
      if (name.charAt(i) <= ' ' || name.charAt(i) > '~') {
        throw wrong(text);
      }
    }
    if (empty) {
      throw wrong(text);
    }
    return new GeneralName(kind, name);
  }

  private static PkiException wrong(String text) {
    return new PkiException(
        "\""
            + text
            + "\" is no alternative name. Write dns:host.example, ip:10.0.0.1,"
            + " uri:spiffe://domain/path or email:me@host.example.");
  }
}
