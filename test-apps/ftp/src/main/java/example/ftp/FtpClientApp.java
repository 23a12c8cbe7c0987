package example.ftp;

import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import org.apache.commons.net.ftp.FTPReply;
import org.apache.commons.net.ftp.FTPSClient;

/**
 * Fetches {@code --url=ftp://host:port/file} over FTP with {@code AUTH TLS} (RFC 4217): TLS over
 * the control connection, and over another connection for the data. By Apache Commons Net; {@code
 * --any-name} does not care whose certificate it is shown.
 */
public final class FtpClientApp {

  private static final int MILLISECONDS_TO_WAIT = 20_000;

  private FtpClientApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    SSLContext context = TlsContexts.client(options);
    Report.requests(options, url -> fetch(URI.create(url), context, options));
  }

  private static String fetch(URI url, SSLContext context, Options options)
      throws IOException, GeneralSecurityException {
    FTPSClient client = new FTPSClient(false, context);
    client.setTrustManager(TlsContexts.trustManager(options));
    client.setEndpointCheckingEnabled(!options.flag("any-name"));
    client.setDefaultTimeout(MILLISECONDS_TO_WAIT);
    client.setConnectTimeout(MILLISECONDS_TO_WAIT);
    try {
      client.connect(url.getHost(), url.getPort());
      client.execPBSZ(0);
      client.execPROT("P");
      demand(client.login("anonymous", "password"), client);
      client.enterLocalPassiveMode();
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      demand(client.retrieveFile(url.getPath().substring(1), file), client);
      return Report.status(200, file.toString("ISO-8859-1"));
    } finally {
      client.disconnect();
    }
  }

  private static void demand(boolean done, FTPSClient client) throws IOException {
    if (!done || !FTPReply.isPositiveCompletion(client.getReplyCode())) {
      throw new IOException(client.getReplyString());
    }
  }
}
