package example.jdk.stubborn;

import javax.net.ssl.SSLParameters;

/** One call that says what is demanded of clients, or has a side effect on it. */
enum Setting {
  NEED_FALSE {
    @Override
    void apply(Demand demand) {
      demand.need(false);
    }
  },
  WANT_TRUE {
    @Override
    void apply(Demand demand) {
      demand.want(true);
    }
  },
  WANT_FALSE {
    @Override
    void apply(Demand demand) {
      demand.want(false);
    }
  },
  PARAMETERS_NEW {
    @Override
    void apply(Demand demand) {
      demand.parameters(new SSLParameters());
    }
  },
  PARAMETERS_OWN {
    @Override
    void apply(Demand demand) {
      SSLParameters own = demand.parameters();
      own.setNeedClientAuth(false);
      demand.parameters(own);
    }
  },
  PARAMETERS_WANT {
    @Override
    void apply(Demand demand) {
      SSLParameters own = demand.parameters();
      own.setWantClientAuth(true);
      demand.parameters(own);
    }
  },
  SERVER_MODE {
    @Override
    void apply(Demand demand) {
      demand.clientMode(false);
    }
  },
  MODE_TO_AND_FRO {
    @Override
    void apply(Demand demand) {
      demand.clientMode(true);
      demand.clientMode(false);
    }
  };

  abstract void apply(Demand demand);
}
