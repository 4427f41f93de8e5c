//! The public key of a secp256k1 private key (SEC 2), for the host's question "is this mine?".
//!
//! Small rather than fast: 256 doublings on affine-free coordinates, no tables. It runs in the
//! person's own browser on their own text, so it need not hide its timing.

/// Four 64-bit limbs, least significant first.
type Limbs = [u64; 4];

/// p = 2^256 - 2^32 - 977; this is 2^256 mod p.
const FOLD: u64 = 0x1_0000_03d1;
const P: Limbs = [0xffff_fffe_ffff_fc2f, u64::MAX, u64::MAX, u64::MAX];
const ORDER: Limbs = [0xbfd2_5e8c_d036_4141, 0xbaae_dce6_af48_a03b, 0xffff_ffff_ffff_fffe, u64::MAX];
const GX: Limbs =
    [0x59f2_815b_16f8_1798, 0x029b_fcdb_2dce_28d9, 0x55a0_6295_ce87_0b07, 0x79be_667e_f9dc_bbac];
const GY: Limbs =
    [0x9c47_d08f_fb10_d4b8, 0xfd17_b448_a685_5419, 0x5da4_fbfc_0e11_08a8, 0x483a_da77_26a3_c465];

/// The compressed public key (33 bytes) as lower-case hex, or `None` for a number out of range.
pub(crate) fn public_key(secret: &[u8; 32]) -> Option<String> {
    let scalar = limbs(secret);
    if scalar == [0; 4] || !less(&scalar, &ORDER) {
        return None;
    }
    let mut sum: Option<Point> = None;
    for bit in secret.iter().flat_map(|byte| (0..8).rev().map(move |at| byte >> at & 1)) {
        sum = sum.map(|point| point.double());
        if bit == 1 {
            sum = Some(sum.map_or(Point { x: GX, y: GY, z: [1, 0, 0, 0] }, |point| point.add_base()));
        }
    }
    let (x, y) = sum?.affine();
    let mut hex = String::from(if y[0] & 1 == 0 { "02" } else { "03" });
    for limb in x.iter().rev() {
        hex.push_str(&format!("{limb:016x}"));
    }
    Some(hex)
}

/// A point in Jacobian coordinates (x / z², y / z³).
#[derive(Clone, Copy)]
struct Point {
    x: Limbs,
    y: Limbs,
    z: Limbs,
}

impl Point {
    fn double(&self) -> Self {
        let y2 = mul(&self.y, &self.y);
        let s = twice(&twice(&mul(&self.x, &y2)));
        let x2 = mul(&self.x, &self.x);
        let m = add(&twice(&x2), &x2);
        let x = sub(&mul(&m, &m), &twice(&s));
        let y4 = mul(&y2, &y2);
        let y = sub(&mul(&m, &sub(&s, &x)), &twice(&twice(&twice(&y4))));
        let z = twice(&mul(&self.y, &self.z));
        Self { x, y, z }
    }

    /// Adds the generator. The prefix of a scalar below the order never meets ±G here, except
    /// 2 = 1 + 1, which doubling covers.
    fn add_base(&self) -> Self {
        let z2 = mul(&self.z, &self.z);
        let u = mul(&GX, &z2);
        let s = mul(&GY, &mul(&z2, &self.z));
        let h = sub(&u, &self.x);
        let r = sub(&s, &self.y);
        let h2 = mul(&h, &h);
        let h3 = mul(&h2, &h);
        let v = mul(&self.x, &h2);
        let x = sub(&sub(&mul(&r, &r), &h3), &twice(&v));
        let y = sub(&mul(&r, &sub(&v, &x)), &mul(&self.y, &h3));
        Self { x, y, z: mul(&self.z, &h) }
    }

    fn affine(&self) -> (Limbs, Limbs) {
        let inverse = invert(&self.z);
        let squared = mul(&inverse, &inverse);
        (mul(&self.x, &squared), mul(&self.y, &mul(&squared, &inverse)))
    }
}

fn limbs(bytes: &[u8; 32]) -> Limbs {
    let mut out = [0; 4];
    for (limb, chunk) in out.iter_mut().zip(bytes.rchunks(8)) {
        *limb = chunk.iter().fold(0, |sum, &byte| sum << 8 | u64::from(byte));
    }
    out
}

fn less(a: &Limbs, b: &Limbs) -> bool {
    a.iter().rev().lt(b.iter().rev())
}

/// a + b and the carry.
fn carry_add(a: &Limbs, b: &Limbs) -> (Limbs, bool) {
    let mut carry = false;
    let mut out = [0; 4];
    for ((o, &a), &b) in out.iter_mut().zip(a).zip(b) {
        let (sum, over) = a.overflowing_add(b);
        let (sum, more) = sum.overflowing_add(u64::from(carry));
        (*o, carry) = (sum, over || more);
    }
    (out, carry)
}

fn borrow_sub(a: &Limbs, b: &Limbs) -> (Limbs, bool) {
    let mut borrow = false;
    let mut out = [0; 4];
    for ((o, &a), &b) in out.iter_mut().zip(a).zip(b) {
        let (difference, under) = a.overflowing_sub(b);
        let (difference, more) = difference.overflowing_sub(u64::from(borrow));
        (*o, borrow) = (difference, under || more);
    }
    (out, borrow)
}

fn add(a: &Limbs, b: &Limbs) -> Limbs {
    let (sum, carry) = carry_add(a, b);
    if carry || !less(&sum, &P) { borrow_sub(&sum, &P).0 } else { sum }
}

fn twice(a: &Limbs) -> Limbs {
    add(a, a)
}

fn sub(a: &Limbs, b: &Limbs) -> Limbs {
    let (difference, borrow) = borrow_sub(a, b);
    if borrow { carry_add(&difference, &P).0 } else { difference }
}

fn mul(a: &Limbs, b: &Limbs) -> Limbs {
    let mut wide = [0_u64; 8];
    for (i, &x) in a.iter().enumerate() {
        let mut carry = 0_u128;
        let row = wide.iter_mut().skip(i);
        for (slot, &y) in row.zip(b.iter().chain(&[0])) {
            let sum = u128::from(x) * u128::from(y) + u128::from(*slot) + carry;
            (*slot, carry) = (sum as u64, sum >> 64);
        }
    }
    let [l0, l1, l2, l3, h0, h1, h2, h3] = wide;
    let (low, over) = fold(&[l0, l1, l2, l3], &[h0, h1, h2, h3]);
    let (low, again) = fold(&low, &[over, 0, 0, 0]);
    let low = if again > 0 { carry_add(&low, &[FOLD, 0, 0, 0]).0 } else { low };
    if less(&low, &P) { low } else { borrow_sub(&low, &P).0 }
}

/// low + high · (2^256 mod p), and what runs over.
fn fold(low: &Limbs, high: &Limbs) -> (Limbs, u64) {
    let mut carry = 0_u128;
    let mut out = [0; 4];
    for ((o, &l), &h) in out.iter_mut().zip(low).zip(high) {
        let sum = u128::from(h) * u128::from(FOLD) + u128::from(l) + carry;
        (*o, carry) = (sum as u64, sum >> 64);
    }
    (out, carry as u64)
}

/// a^(p-2), the inverse by Fermat.
fn invert(a: &Limbs) -> Limbs {
    let exponent = borrow_sub(&P, &[2, 0, 0, 0]).0;
    let mut out = [1, 0, 0, 0];
    for bit in exponent.iter().rev().flat_map(|limb| (0..64).rev().map(move |at| limb >> at & 1)) {
        out = mul(&out, &out);
        if bit == 1 {
            out = mul(&out, a);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(hex: &str) -> String {
        let bytes: Vec<u8> =
            (0..32).map(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).unwrap()).collect();
        public_key(&bytes.try_into().unwrap()).unwrap_or_default()
    }

    /// Published multiples of the generator.
    #[test]
    fn multiples_of_the_generator() {
        let one = format!("{:064x}", 1);
        let two = format!("{:064x}", 2);
        let three = format!("{:064x}", 3);
        assert_eq!(of(&one), "0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798");
        assert_eq!(of(&two), "02c6047f9441ed7d6d3045406e95c07cd85c778e4b8cef3ca7abac09b95c709ee5");
        assert_eq!(of(&three), "02f9308a019258c31049344f85f89d5229b531c845836f99b08601f113bce036f9");
        assert_eq!(
            of("aa5e28d6a97a2479a65527f7290311a3624d4cc0fa1578598ee3c2613bf99522"),
            "0234f9460f0e4f08393d192b3c5133a6ba099aa0ad9fd54ebccfacdfa239ff49c6",
        );
        assert_eq!(
            of("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140"),
            "0379be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798",
        );
    }

    #[test]
    fn numbers_out_of_range_have_no_public_key() {
        assert_eq!(public_key(&[0; 32]), None);
        assert_eq!(public_key(&[0xff; 32]), None);
    }
}
