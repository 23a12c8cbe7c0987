package io.mtlsagent.it.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Dovecot with IMAP over TLS, where every user has the password {@code password}. */
public record Dovecot() implements ServerProgram {

  @Override
  public Path executable() {
    return Path.of("/usr/sbin/dovecot");
  }

  @Override
  public List<String> prepare(ServerFolder folder, int port) throws IOException {
    Path configuration =
        folder.write(
            "dovecot.conf",
            "base_dir = " + folder.makeOwnFolder("run"),
            "log_path = " + folder.file("log"),
            "protocols = imap",
            "listen = 127.0.0.1",
            "ssl = required",
            "ssl_cert = <" + folder.certificate(),
            "ssl_key = <" + folder.key(),
            "ssl_ca = <" + folder.anchors(),
            "ssl_require_crl = no",
            "ssl_verify_client_cert = yes",
            "auth_ssl_require_client_cert = yes",
            "mail_location = maildir:" + folder.makeFolder("mail") + "/%u",
            "passdb {",
            "  driver = static",
            "  args = password=password",
            "}",
            "userdb {",
            "  driver = static",
            "  args = uid=nobody gid=nogroup home=/nonexistent",
            "}",
            "service imap-login {",
            "  inet_listener imap {",
            "    port = 0",
            "  }",
            "  inet_listener imaps {",
            "    port = " + port,
            "    ssl = yes",
            "  }",
            "}");
    return List.of(executable().toString(), "-F", "-c", configuration.toString());
  }
}
