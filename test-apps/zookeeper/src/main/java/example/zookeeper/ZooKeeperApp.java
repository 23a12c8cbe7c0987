package example.zookeeper;

import example.common.Options;
import example.common.Report;
import java.io.File;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import org.apache.zookeeper.server.ServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;

/** A ZooKeeper with a secure client port, which only its Netty mode has. */
public final class ZooKeeperApp {

  private static final int TICK_MILLIS = 2000;
  private static final int MOST_CLIENTS = 60;

  private ZooKeeperApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    System.setProperty(
        "zookeeper.serverCnxnFactory", "org.apache.zookeeper.server.NettyServerCnxnFactory");
    System.setProperty("zookeeper.ssl.keyStore.location", options.text("keystore"));
    System.setProperty("zookeeper.ssl.keyStore.password", options.text("storepass"));
    System.setProperty("zookeeper.ssl.clientAuth", "none");
    System.setProperty("zookeeper.ssl.enabledProtocols", "TLSv1.2,TLSv1.3");
    System.setProperty("zookeeper.admin.enableServer", "false");
    File base = Files.createTempDirectory("zookeeper").toFile();
    ZooKeeperServer server = new ZooKeeperServer(base, base, TICK_MILLIS);
    ServerCnxnFactory secure = ServerCnxnFactory.createFactory();
    InetSocketAddress address = new InetSocketAddress("127.0.0.1", options.number("port", 2281));
    secure.configure(address, MOST_CLIENTS, -1, true);
    secure.startup(server);
    Report.ready(secure.getLocalPort());
    secure.join();
  }
}
