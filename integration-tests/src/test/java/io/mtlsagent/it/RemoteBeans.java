package io.mtlsagent.it;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.awaitility.Awaitility;

/** The beans of a JVM of this machine: the agent's, and those for memory and threads. */
final class RemoteBeans implements AutoCloseable {

  private static final String PROPERTY = "-Dcom.sun.management.jmxremote";
  private static final int LOOKS = 5;

  private final JMXConnector connector;
  private final MBeanServerConnection connection;
  private final ObjectName agent;

  private RemoteBeans(JMXConnector connector, ObjectName agent) throws IOException {
    this.connector = connector;
    this.connection = connector.getMBeanServerConnection();
    this.agent = agent;
  }

  /** Options of a JVM that offers its beans on a port. */
  static String[] jvmOptions(int port) {
    return new String[] {
      PROPERTY + ".port=" + port,
      PROPERTY + ".host=127.0.0.1",
      PROPERTY + ".authenticate=false",
      PROPERTY + ".ssl=false",
      "-Djava.rmi.server.hostname=127.0.0.1"
    };
  }

  /** Connects, and waits for the agent's bean. */
  static RemoteBeans at(int port) throws IOException, JMException {
    JMXServiceURL url =
        new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi");
    RemoteBeans beans =
        new RemoteBeans(
            JMXConnectorFactory.connect(url), new ObjectName("io.mtlsagent:type=Agent"));
    Awaitility.await("the agent's bean")
        .atMost(Duration.ofSeconds(30))
        .until(() -> beans.connection.isRegistered(beans.agent));
    return beans;
  }

  /** An attribute of the agent's bean. */
  Object agent(String attribute) throws IOException, JMException {
    return connection.getAttribute(agent, attribute);
  }

  void setAgentMode(String mode) throws IOException, JMException {
    connection.setAttribute(agent, new Attribute("Mode", mode));
  }

  /** The heap in use after collections, the least of a few looks. */
  long liveBytes() throws IOException {
    MemoryMXBean memory =
        ManagementFactory.newPlatformMXBeanProxy(
            connection, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
    long least = Long.MAX_VALUE;
    for (int i = 0; i < LOOKS; i++) {
      memory.gc();
      least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
    }
    return least;
  }

  /** The names of all threads but those that answer these questions. */
  List<String> threads() throws IOException {
    ThreadMXBean threads =
        ManagementFactory.newPlatformMXBeanProxy(
            connection, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(thread -> thread != null)
        .map(thread -> thread.getThreadName())
        .filter(name -> !name.startsWith("RMI ") && !name.startsWith("JMX "))
        .filter(name -> !name.equals("Attach Listener"))
        .sorted()
        .toList();
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
