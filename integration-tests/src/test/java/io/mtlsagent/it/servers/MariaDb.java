package io.mtlsagent.it.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * MariaDB with one user, who is let in by the subject of his certificate.
 *
 * @param user his name
 * @param subject as OpenSSL writes it in one line: {@code /O=zoo/CN=application}
 */
public record MariaDb(String user, String subject) implements ServerProgram {

  private static final String SMALL_LOG = "--innodb-log-file-size=8M";

  @Override
  public Path executable() {
    return Path.of("/usr/sbin/mariadbd");
  }

  @Override
  public List<String> prepare(ServerFolder folder, int port) throws IOException {
    String data = "--datadir=" + folder.file("data");
    String me = "--user=" + System.getProperty("user.name");
    folder.run(
        "mariadb-install-db",
        "--no-defaults",
        data,
        me,
        "--skip-test-db",
        SMALL_LOG,
        "--innodb-flush-method=nosync",
        "--auth-root-authentication-method=normal");
    Path users =
        folder.write(
            "users.sql",
            "create user " + user + "@'127.0.0.1' require subject '" + subject + "';",
            "flush privileges;");
    List<String> command = new ArrayList<>(List.of(executable().toString(), "--no-defaults"));
    command.addAll(List.of(data, me, "--port=" + port, "--bind-address=127.0.0.1"));
    command.addAll(List.of("--socket=" + folder.file("socket"), "--init-file=" + users));
    command.addAll(List.of("--skip-name-resolve", SMALL_LOG, "--innodb-flush-method=nosync"));
    command.add("--require-secure-transport=on");
    command.add("--ssl-cert=" + folder.certificate());
    command.add("--ssl-key=" + folder.key());
    command.add("--ssl-ca=" + folder.anchors());
    return command;
  }
}
