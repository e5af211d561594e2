package dev.missioncontrol.invite.http.address;

/**
 * All addresses with the same first bits.
 *
 * @param base one of them
 * @param bits how many bits of 128 are the same
 */
record Network(IpAddress base, int bits) {

	private static final int IPV6_BITS = 128;

	private static final int IPV4_BITS = 32;

	/**
	 * Reads CIDR notation (RFC 4632), or a single address.
	 * @throws IllegalArgumentException when it is neither
	 */
	static Network parse(String text) {
		int slash = text.indexOf('/');
		IpAddress base = IpAddress.parse((slash < 0) ? text : text.substring(0, slash))
			.orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no network such as 10.0.0.0/8"));
		int width = base.isIpv4() ? IPV4_BITS : IPV6_BITS;
		int bits = (slash < 0) ? width : length(text, slash);
		if (bits < 0 || bits > width) {
			throw new IllegalArgumentException("'" + text + "' has no length of 0 to " + width);
		}
		return new Network(base, bits + IPV6_BITS - width);
	}

	boolean contains(IpAddress address) {
		return this.base.shares(this.bits, address);
	}

	private static int length(String text, int slash) {
		try {
			return Integer.parseInt(text.substring(slash + 1));
		}
		catch (NumberFormatException _) {
			return -1;
		}
	}

}
