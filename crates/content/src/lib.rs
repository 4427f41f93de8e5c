//! Part of wallet-help.
