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
 * Asks the MariaDB at {@code --url=mariadb://host:port/} as whom it knows us, by the driver of that
 * name; at {@code --url=mysql://host:port/} by MySQL's Connector/J, which encrypts without being
 * asked and checks nothing. {@code --anchors} is a PEM file.
 */
public final class MariaDbClientApp {

  private MariaDbClientApp() {}

  public static void main(String[] arguments) {
    Options options = Options.of(arguments);
    Report.requests(options, url -> ask(URI.create(url), options));
  }

  private static String ask(URI url, Options options) throws Exception {
    Properties settings = new Properties();
    settings.put("user", options.text("user"));
    settings.put("connectTimeout", "20000");
    settings.put("socketTimeout", "20000");
    if (url.getScheme().equals("mariadb")) {
      settings.put("sslMode", "verify-full");
      settings.put("serverSslCert", options.text("anchors"));
    }
    try (Connection connection = DriverManager.getConnection("jdbc:" + url, settings);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select current_user()")) {
      row.next();
      return Report.status(200, "hello " + row.getString(1));
    }
  }
}
