package io.mtlsagent.it.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Postfix, which takes mail over TLS alone, from clients with a certificate, and throws it away.
 */
public record Postfix() implements ServerProgram {

  @Override
  public Path executable() {
    return Path.of("/usr/sbin/postfix");
  }

  @Override
  public List<String> prepare(ServerFolder folder, int port) throws IOException {
    Path directory = folder.makeOwnFolder("etc");
    Path data = folder.makeOwnFolder("data");
    folder.run("chown", "postfix", data.toString());
    folder.write(
        "etc/main.cf",
        "compatibility_level = 3.6",
        "queue_directory = " + folder.makeOwnFolder("queue"),
        "data_directory = " + data,
        "maillog_file = " + folder.file("log"),
        "maillog_file_prefixes = " + folder.file(""),
        "inet_interfaces = 127.0.0.1",
        "inet_protocols = ipv4",
        "myhostname = localhost",
        "mydestination = localhost",
        "local_recipient_maps =",
        "local_transport = discard",
        "alias_maps =",
        "smtpd_tls_chain_files = " + folder.key() + ", " + folder.certificate(),
        "smtpd_tls_CAfile = " + folder.anchors(),
        "smtpd_tls_security_level = encrypt",
        "smtpd_tls_req_ccert = yes",
        "smtpd_recipient_restrictions = permit_tls_all_clientcerts, reject");
    folder.write(
        "etc/master.cf",
        "127.0.0.1:" + port + " inet n - n - - smtpd",
        "cleanup unix n - n - 0 cleanup",
        "qmgr unix n - n 300 1 qmgr",
        "tlsmgr unix - - n 1000? 1 tlsmgr",
        "rewrite unix - - n - - trivial-rewrite",
        "discard unix - - n - - discard",
        "anvil unix - - n - 1 anvil",
        "bounce unix - - n - 0 bounce",
        "defer unix - - n - 0 bounce",
        "trace unix - - n - 0 bounce",
        "error unix - - n - - error",
        "retry unix - - n - - error",
        "proxymap unix - - n - - proxymap",
        "postlog unix-dgram n - n - 1 postlogd");
    // Makes the folders of its queue.
    folder.run(executable().toString(), "-c", directory.toString(), "check");
    return List.of("/usr/lib/postfix/sbin/master", "-c", directory.toString(), "-d");
  }
}
