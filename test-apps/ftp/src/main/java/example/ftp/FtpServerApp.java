package example.ftp;

import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.DataConnectionConfigurationFactory;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.ssl.SslConfiguration;
import org.apache.ftpserver.ssl.SslConfigurationFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;

/**
 * Apache FtpServer, where everybody may fetch the file {@code hello}. After {@code AUTH TLS} its
 * control connections go on over engines of MINA; data connections are sockets, layered over
 * accepted ones.
 */
public final class FtpServerApp {

  private FtpServerApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    SslConfiguration tls = tls(options);
    DataConnectionConfigurationFactory data = new DataConnectionConfigurationFactory();
    data.setSslConfiguration(tls);
    ListenerFactory listeners = new ListenerFactory();
    listeners.setServerAddress("127.0.0.1");
    listeners.setPort(options.number("port", 2121));
    listeners.setSslConfiguration(tls);
    listeners.setDataConnectionConfiguration(data.createDataConnectionConfiguration());
    Listener listener = listeners.createListener();

    FtpServerFactory server = new FtpServerFactory();
    server.addListener("default", listener);
    ConnectionConfigFactory connections = new ConnectionConfigFactory();
    connections.setAnonymousLoginEnabled(true);
    server.setConnectionConfig(connections.createConnectionConfig());
    BaseUser anybody = new BaseUser();
    anybody.setName("anonymous");
    anybody.setHomeDirectory(folderWithFile().toString());
    server.getUserManager().save(anybody);
    server.createServer().start();
    Report.ready(listener.getPort());
  }

  private static SslConfiguration tls(Options options) {
    SslConfigurationFactory tls = new SslConfigurationFactory();
    tls.setKeystoreFile(new File(options.text("keystore")));
    tls.setKeystoreType(TlsContexts.storeType(options.text("keystore")));
    tls.setKeystorePassword(options.text("storepass"));
    tls.setSslProtocol("TLSv1.2", "TLSv1.3");
    return tls.createSslConfiguration();
  }

  private static Path folderWithFile() throws Exception {
    Path folder = Files.createTempDirectory("ftp");
    File file = Files.write(folder.resolve("hello"), "hello".getBytes("US-ASCII")).toFile();
    file.deleteOnExit();
    return folder;
  }
}
