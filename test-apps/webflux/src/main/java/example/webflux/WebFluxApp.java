package example.webflux;

import example.common.Hello;
import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Spring WebFlux on Reactor Netty, with {@code server.ssl.*} as its guide shows. */
@SpringBootApplication(proxyBeanMethods = false)
@RestController
public class WebFluxApp {

  public static void main(String[] arguments) {
    Options options = Options.of(arguments);
    Map<String, Object> properties = new HashMap<>();
    properties.put("server.address", "127.0.0.1");
    properties.put("server.port", options.text("port", "8443"));
    properties.put("server.ssl.key-store", options.text("keystore"));
    properties.put("server.ssl.key-store-type", TlsContexts.storeType(options.text("keystore")));
    properties.put("server.ssl.key-store-password", options.text("storepass"));
    new SpringApplicationBuilder(WebFluxApp.class)
        .bannerMode(Banner.Mode.OFF)
        .properties(properties)
        .run();
  }

  @EventListener
  public void listening(WebServerInitializedEvent event) {
    Report.ready(event.getWebServer().getPort());
  }

  /** Answers any path. */
  @GetMapping(path = "/**", produces = "text/plain")
  public Mono<String> hello(ServerHttpRequest request) {
    Report.request(request.getPath().value());
    return Mono.just(Hello.body(String.valueOf(request.getRemoteAddress())));
  }
}
