/** Shopify's leaky bucket of points: what a query costs is taken, and it fills again by the second. */
export class Bucket {
  /** 20 seconds of the standard plan's 100 points. */
  maximum = 2000;
  restoreRate = 100;
  private available = this.maximum;
  private at: number;

  constructor(private readonly now: () => number) {
    this.at = now();
  }

  /** What is in it now. */
  get level(): number {
    const now = this.now();
    const restored = (now - this.at) / 1000 * this.restoreRate;
    this.available = Math.min(this.maximum, this.available + Math.max(0, restored));
    this.at = now;
    return Math.floor(this.available);
  }

  /** Sets what is in it, as after other requests of the app. */
  set level(points: number) {
    this.at = this.now();
    this.available = Math.min(this.maximum, points);
  }

  take(points: number): void {
    this.level = Math.max(0, this.level - points);
  }

  get status() {
    return {
      maximumAvailable: this.maximum,
      currentlyAvailable: this.level,
      restoreRate: this.restoreRate,
    };
  }
}
