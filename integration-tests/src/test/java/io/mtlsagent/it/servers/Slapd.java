package io.mtlsagent.it.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * OpenLDAP's directory, with nothing in it but its own figures.
 *
 * @param scheme {@code ldaps}, or {@code ldap} for a server that answers nothing before {@code
 *     StartTLS}
 */
public record Slapd(String scheme) implements ServerProgram {

  /** The entry that everybody may read. */
  public static final String BASE = "cn=Monitor";

  @Override
  public Path executable() {
    return Path.of("/usr/sbin/slapd");
  }

  @Override
  public List<String> prepare(ServerFolder folder, int port) throws IOException {
    Path configuration =
        folder.write(
            "slapd.conf",
            "include /etc/ldap/schema/core.schema",
            "modulepath /usr/lib/ldap",
            "moduleload back_monitor",
            "pidfile " + folder.file("pid"),
            "TLSCertificateFile " + folder.certificate(),
            "TLSCertificateKeyFile " + folder.key(),
            "TLSCACertificateFile " + folder.anchors(),
            "TLSVerifyClient demand",
            "security tls=1",
            "database monitor");
    String address = scheme + "://127.0.0.1:" + port;
    return List.of(
        executable().toString(), "-f", configuration.toString(), "-h", address, "-d", "stats");
  }
}
