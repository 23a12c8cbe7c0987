package io.mtlsagent.it.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** vsftpd with {@code AUTH TLS}, both connections encrypted, and a file {@code hello}. */
public record Vsftpd() implements ServerProgram {

  @Override
  public Path executable() {
    return Path.of("/usr/sbin/vsftpd");
  }

  @Override
  public List<String> prepare(ServerFolder folder, int port) throws IOException {
    Path files = folder.makeOwnFolder("files");
    folder.write("files/hello", "hello");
    Path configuration =
        folder.write(
            "vsftpd.conf",
            "listen=YES",
            "background=NO",
            "listen_address=127.0.0.1",
            "listen_port=" + port,
            "anonymous_enable=YES",
            "anon_root=" + files,
            "secure_chroot_dir=" + folder.makeOwnFolder("empty"),
            "seccomp_sandbox=NO",
            "ssl_enable=YES",
            "allow_anon_ssl=YES",
            "force_anon_logins_ssl=YES",
            "force_anon_data_ssl=YES",
            "rsa_cert_file=" + folder.certificate(),
            "rsa_private_key_file=" + folder.key(),
            "ca_certs_file=" + folder.anchors(),
            "require_cert=YES",
            "validate_cert=YES",
            "ssl_ciphers=HIGH",
            "require_ssl_reuse=NO");
    return List.of(executable().toString(), configuration.toString());
  }
}
