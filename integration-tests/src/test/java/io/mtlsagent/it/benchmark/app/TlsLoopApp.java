package io.mtlsagent.it.benchmark.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import javax.net.ssl.SSLContext;

/**
 * A TLS server and its client in one process. Reads lines {@code WHAT PROTOCOL COUNT} and answers
 * each with the nanoseconds that it took, by the clock and in processor time: {@code full} and
 * {@code resumed} are so many handshakes, {@code transfer} is so many megabytes on one connection.
 * {@code single} is so many full handshakes too, and the answer the 99th percentile and the median
 * of what one took by the clock. After {@code others PROTOCOL COUNT} so many other clients come in
 * between.
 */
public final class TlsLoopApp {

  private static final int MEGABYTE = 1 << 20;

  private final LoopClient client;
  private final OtherClients others;

  private TlsLoopApp(LoopClient client, OtherClients others) {
    this.client = client;
    this.others = others;
  }

  /**
   * Runs until the input ends.
   *
   * @param arguments {@code mutual} or {@code one-way}; key store; its password; anchor; perhaps
   *     the key store of the other clients, with the same password
   */
  public static void main(String[] arguments) throws Exception {
    boolean mutual = arguments[0].equals("mutual");
    TlsMaterial material =
        new TlsMaterial(Path.of(arguments[1]), arguments[2].toCharArray(), Path.of(arguments[3]));
    LoopServer server = new LoopServer(material.withIdentity(), mutual);
    server.start();
    SSLContext clientContext = mutual ? material.withIdentity() : material.anonymous();
    Path othersStore = Path.of(arguments[arguments.length > 4 ? 4 : 1]);
    TlsMaterial ofOthers =
        new TlsMaterial(othersStore, arguments[2].toCharArray(), Path.of(arguments[3]));
    OtherClients others = new OtherClients(material.withIdentity(), ofOthers.withIdentity());
    new TlsLoopApp(new LoopClient(clientContext, server.port()), others).serve();
  }

  private void serve() throws IOException {
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ");
      System.out.println(measured(words[0], words[1], Integer.parseInt(words[2])));
    }
  }

  private String measured(String what, String protocol, int count) throws IOException {
    if (what.equals("others")) {
      others.stop();
      others.start(count);
      return "0 0";
    }
    if (what.equals("single")) {
      return single(protocol, count);
    }
    if (what.equals("resumed")) {
      client.call(protocol, 1); // there must be a session to resume
    }
    long processor = ProcessorTime.nanos();
    long begin = System.nanoTime();
    int resumed = 0;
    if (what.equals("transfer")) {
      client.call(protocol, count * MEGABYTE);
    } else {
      for (int i = 0; i < count; i++) {
        if (what.equals("full")) {
          client.forgetSession();
        }
        resumed += client.call(protocol, 1) ? 1 : 0;
      }
      if (resumed != (what.equals("full") ? 0 : count)) {
        throw new IOException(resumed + " of " + count + " handshakes were resumed: not " + what);
      }
    }
    return (System.nanoTime() - begin) + " " + (ProcessorTime.nanos() - processor);
  }

  private String single(String protocol, int count) throws IOException {
    long[] nanos = new long[count];
    for (int i = 0; i < count; i++) {
      client.forgetSession();
      long begin = System.nanoTime();
      client.call(protocol, 1);
      nanos[i] = System.nanoTime() - begin;
    }
    Arrays.sort(nanos);
    return nanos[count * 99 / 100] + " " + nanos[count / 2];
  }
}
