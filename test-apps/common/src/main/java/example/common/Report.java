package example.common;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** The lines that applications print for whoever started them; everything else goes to stderr. */
public final class Report {

  /** One request of a client: does it and gives the line that it prints, see {@link #status}. */
  public interface Request {
    String send(String url) throws Exception;
  }

  private Report() {}

  /** A server listens. */
  public static void ready(int port) {
    print("READY " + port);
  }

  /** A server's application code has been given a request. */
  public static void request(String path) {
    print("REQUEST " + path);
  }

  /**
   * Sends {@code --requests} requests (1) to each of the comma-separated {@code --url}, one after
   * the other, and prints a line for each.
   */
  public static void requests(Options options, Request request) {
    for (String url : options.text("url").split(",")) {
      for (int i = 0; i < options.number("requests", 1); i++) {
        print(outcome(request, url));
      }
    }
  }

  private static String outcome(Request request, String url) {
    try {
      return request.send(url);
    } catch (Exception e) {
      return failure(e);
    }
  }

  /** A client has got an answer. */
  public static String status(int code, String body) {
    return "STATUS " + code + ' ' + oneLine(body);
  }

  /** A connection of a server has ended badly; ordinary servers log it and go on. */
  public static void connectionLost(Throwable why) {
    System.err.println("connection lost: " + oneLine(String.valueOf(why)));
  }

  private static String failure(Throwable why) {
    StringBuilder chain = new StringBuilder("FAILED");
    String separator = " ";
    for (Throwable cause = why; cause != null; cause = cause.getCause()) {
      chain.append(separator).append(oneLine(cause.toString()));
      separator = " <- ";
    }
    return chain.toString();
  }

  private static String oneLine(String text) {
    return text.trim().replace("\r", "").replace('\n', ' ');
  }

  private static void print(String line) {
    synchronized (System.out) {
      System.out.println(line);
      System.out.flush();
    }
  }

  /** Reads a stream to its end as Latin-1; closes it. */
  public static String read(InputStream in) throws IOException {
    try (InputStream closing = in) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      byte[] buffer = new byte[4096];
      int length;
      while ((length = closing.read(buffer)) > 0) {
        all.write(buffer, 0, length);
      }
      return all.toString("ISO-8859-1");
    }
  }
}
