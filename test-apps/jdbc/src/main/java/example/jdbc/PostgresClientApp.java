package example.jdbc;

import example.common.Options;
import example.common.Report;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Properties;

/**
 * Asks the PostgreSQL at {@code --url=postgresql://host:port/} as whom it knows us; {@code
 * --anchors} is a PEM file.
 */
public final class PostgresClientApp {

  private PostgresClientApp() {}

  public static void main(String[] arguments) {
    Options options = Options.of(arguments);
    Report.requests(options, url -> ask(URI.create(url), options));
  }

  private static String ask(URI url, Options options) throws Exception {
    Properties settings = new Properties();
    settings.put("user", options.text("user"));
    settings.put("sslmode", "verify-full");
    settings.put("sslrootcert", options.text("anchors"));
    settings.put("connectTimeout", "20");
    String database = "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + "/postgres";
    try (Connection connection = DriverManager.getConnection(database, settings);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select client_dn from pg_stat_ssl where pid = pg_backend_pid()")) {
      row.next();
      return Report.status(200, "hello " + row.getString(1));
    }
  }
}
