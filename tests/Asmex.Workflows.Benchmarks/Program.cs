Console.WriteLine("benchmarks: none named");
